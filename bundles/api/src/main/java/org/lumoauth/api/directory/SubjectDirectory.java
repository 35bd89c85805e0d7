package org.lumoauth.api.directory;

import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** All subject sources as one. A type without a source is {@link SubjectStatus#UNKNOWN}. */
@ProviderType
public interface SubjectDirectory {

  /**
   * Whether this subject may act now.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is away, though its module is installed
   */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** A name for people; the identifier where there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);

  /**
   * What a token of this subject, or one in which it acts, can permit at most now; empty where
   * nothing but the token limits it.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is away, though its module is installed
   */
  default Optional<Set<String>> findScopeLimit(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Whether the actor may act for the subject now, where a token says that it does. Whether either
   * is enabled is another question.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     the actor's type is away, though its module is installed
   */
  default boolean canActFor(TenantContext tenant, SubjectRef actor, SubjectRef subject) {
    return true;
  }

  /**
   * For whom this subject acts by what it is; empty where it acts for itself.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while the source of
   *     its type is away, though its module is installed
   */
  default Optional<SubjectRef> findPrincipal(TenantContext tenant, SubjectRef subject) {
    return Optional.empty();
  }

  /**
   * Tells the source of a subject that a credential of it was refused for how it was shown; nothing
   * happens where there is none. Throws nothing where the source can't count it now, which is
   * logged: the refusal stays what it was.
   *
   * @param address from where, as text
   */
  default void reportCredentialAbuse(
      TenantContext tenant, SubjectRef subject, CredentialAbuse how, String address) {}
}
