/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  @TempDir Path data;

  @Test
  void prefersTheEnvironmentToTheConfiguration() {
    var source =
        new DatabaseSettingsResolver(
            Map.of("LUMOAUTH_DB_URL", "jdbc:mariadb://db/a"), name -> null);

    assertEquals("jdbc:mariadb://db/a", source.resolve(config("jdbc:mariadb://db/b")).url());
  }

  @Test
  void createsEmbeddedDatabaseFolderAccessibleOnlyToOwner() throws Exception {
    new DatabaseSettingsResolver(Map.of("LUMOAUTH_DATA", data.toString()), name -> null)
        .resolve(config(""));

    assertEquals(
        PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(data.resolve("db")));
  }

  @Test
  void toStringContainsNoPassword() {
    var settings = new DatabaseSettings("jdbc:mariadb://u:pw1@db/a?password=pw2", "u", "pw3", 10);

    assertFalse(settings.toString().contains("pw"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/a",
        "db/a",
        "jdbc:h2:tcp://db/a",
        "jdbc:h2:ssl://db/a",
        "jdbc:h2:file:/a;AUTO_SERVER=TRUE"
      })
  void rejectsUnsupportedDatabase(String url) {
    assertThrows(IllegalArgumentException.class, () -> DatabaseKind.of(url));
  }

  @SuppressWarnings("BadAnnotationImplementation") // compared nowhere
  private static PersistenceConfig config(String url) {
    return new PersistenceConfig() {
      @Override
      public String url() {
        return url;
      }

      @Override
      public String user() {
        return "lumo";
      }

      @Override
      public String password() {
        return "";
      }

      @Override
      public int poolSize() {
        return 10;
      }

      @Override
      public Class<? extends Annotation> annotationType() {
        return PersistenceConfig.class;
      }
    };
  }
}
