/**
 * Runs the tests of a store on H2 and on a real MariaDB. A test method has the annotation {@link
 * org.lumoauth.platform.persistence.testkit.DatabaseTest} instead of {@code @Test}, and a parameter
 * of type {@link org.lumoauth.platform.persistence.testkit.TestDatabase}. For test class paths
 * only.
 */
package org.lumoauth.platform.persistence.testkit;
