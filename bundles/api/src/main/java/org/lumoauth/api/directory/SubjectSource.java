package org.lumoauth.api.directory;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: where subjects of one type are kept. Registered with {@code
 * lumoauth.kind=subject-source} and {@code lumoauth.name} = the subject type. Asked on every
 * request, so it answers from memory, and a change is seen by the next call.
 */
public interface SubjectSource {

  /** Whether this subject may act now. */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** A name for people, for audit records and pages; the identifier where there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);

  /**
   * What a token of this subject, or one in which it acts, can permit at most now, whatever was
   * written into it; empty where nothing but the token limits it.
   */
  default Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Whether a subject of this source may act for another now, where a token says that it does.
   *
   * @param actor of this source's type
   * @param subject of any type
   */
  default boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return true;
  }

  /**
   * For whom this subject acts by what it is, whatever credential it shows, as a task that is done
   * for a user; empty where it acts for itself. Decisions are about both.
   */
  default Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Told when a credential of a subject was refused for how it was shown. Nobody proved that it was
   * the subject.
   *
   * @param address from where, as text
   */
  default void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuse how, String address) {}
}
