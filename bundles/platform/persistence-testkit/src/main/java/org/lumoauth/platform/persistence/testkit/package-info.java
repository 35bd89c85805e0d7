/**
 * Runs a store's tests on H2 and on a real MariaDB: {@link
 * org.lumoauth.platform.persistence.testkit.DatabaseTest} in place of {@code @Test}, and a {@link
 * org.lumoauth.platform.persistence.testkit.TestDatabase} parameter. For test class paths only.
 */
package org.lumoauth.platform.persistence.testkit;
