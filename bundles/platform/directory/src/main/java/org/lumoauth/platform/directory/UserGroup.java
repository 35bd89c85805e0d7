package org.lumoauth.platform.directory;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A group as it is kept.
 *
 * @param id {@code grp_} and a ULID
 * @param slug its name in paths, unique in the tenant
 * @param name what people call it
 * @param description what it is for
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param version counts changes, for optimistic locking
 */
public record UserGroup(
    String id,
    String slug,
    String name,
    Optional<String> description,
    Instant createdAt,
    Instant updatedAt,
    long version) {

  /** The group in short. */
  public GroupRef ref() {
    return new GroupRef(id, name, slug);
  }

  /** The group as a holder of roles. */
  public SubjectRef subject() {
    return new SubjectRef(SubjectRef.GROUP, id);
  }
}
