/**
 * Runs the tests of a store on H2 and on a real MariaDB: {@link
 * org.lumoauth.platform.persistence.testkit.DatabaseTest} replaces {@code @Test}, and a {@link
 * org.lumoauth.platform.persistence.testkit.TestDatabase} is a parameter. For test class paths
 * only.
 */
package org.lumoauth.platform.persistence.testkit;
