/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectStatus;

class UserSubjectCacheTest {
  private final UserSubjectCache memory = new UserSubjectCache();

  @Test
  void isolatesTenants() {
    memory.get("ten_a", "usr_1", () -> named("A"));

    assertEquals("B", memory.get("ten_b", "usr_1", () -> named("B")).displayName());
  }

  @Test
  void cachesSubject() {
    memory.get("ten_a", "usr_1", () -> named("old"));

    assertEquals("old", memory.get("ten_a", "usr_1", () -> named("new")).displayName());
  }

  @Test
  void evictsUser() {
    memory.get("ten_a", "usr_1", () -> named("old"));
    memory.forget("ten_a", "usr_1");

    assertEquals("new", memory.get("ten_a", "usr_1", () -> named("new")).displayName());
  }

  /** A read that began before the change must not put the old state back after it. */
  @Test
  void doesNotCacheValueLoadedDuringInvalidation() {
    memory.get(
        "ten_a",
        "usr_1",
        () -> {
          memory.forgetAll("ten_a");
          return named("old");
        });

    assertEquals("new", memory.get("ten_a", "usr_1", () -> named("new")).displayName());
  }

  private static UserSubjectCache.CachedUserSubject named(String name) {
    return new UserSubjectCache.CachedUserSubject(SubjectStatus.ENABLED, name, Set.of());
  }
}
