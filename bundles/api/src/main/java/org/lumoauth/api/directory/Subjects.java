package org.lumoauth.api.directory;

import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** All subject sources as one. A type without a source is {@link SubjectStatus#UNKNOWN}. */
@ProviderType
public interface Subjects {

  /**
   * Whether this subject may act now.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} while the source of its
   *     type is away, though its module is installed
   */
  SubjectStatus status(TenantContext tenant, SubjectRef subject);

  /** A name for people; the identifier where there is none. */
  String displayName(TenantContext tenant, SubjectRef subject);
}
