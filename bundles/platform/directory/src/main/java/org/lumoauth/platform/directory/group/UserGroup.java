/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.group;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A stored group.
 *
 * @param id {@code grp_} and a ULID
 * @param slug the name in paths, unique in the tenant
 * @param name the display name
 * @param description the purpose
 * @param createdAt the time of creation
 * @param updatedAt the time of the last change
 * @param version incremented on each change, for optimistic locking
 */
public record UserGroup(
    String id,
    String slug,
    String name,
    Optional<String> description,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** Returns a short reference to the group. */
  public GroupRef ref() {
    return new GroupRef(id, name, slug);
  }

  /** Returns the group as a subject that roles can be assigned to. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.GROUP, id);
  }
}
