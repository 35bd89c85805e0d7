package org.lumoauth.platform.persistence.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once on H2 and once on MariaDB, each time in a fresh database that its {@link
 * TestDatabase} parameter is. MariaDB is started from the binaries on the class path, once for the
 * JVM, or is the one that {@code LUMOAUTH_TEST_DB_URL}, {@code _USER} and {@code _PASSWORD} name.
 * It is never skipped: where it can't be had, the test fails and says why.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(DatabaseTestExtension.class)
public @interface DatabaseTest {}
