package org.lumoauth.platform.keys.signing;

/**
 * A row as it stood at some time: as long as the versions of a tenant's rows are the same, so are
 * its keys.
 */
record SigningKeyVersion(String kid, int version) {}
