"""The tests of the service share `service_fixture`, which lies beside them."""
