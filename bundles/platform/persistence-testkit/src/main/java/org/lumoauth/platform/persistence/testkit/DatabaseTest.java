/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on H2 and once on MariaDB, each time with a new database as its {@link
 * TestDatabase} parameter. MariaDB is started from the binaries on the class path, once for the
 * JVM, or is the server in {@code LUMOAUTH_TEST_DB_URL}, {@code _USER} and {@code _PASSWORD}. The
 * test is never skipped: if MariaDB is not available, it fails with the reason.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EachDatabaseTestExtension.class)
public @interface DatabaseTest {}
