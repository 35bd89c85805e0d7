/** Master key, secrets at rest, password hashes and the signing keys of tenants. */
package org.lumoauth.platform.keys;
