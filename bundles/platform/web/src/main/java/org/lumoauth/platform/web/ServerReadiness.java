package org.lumoauth.platform.web;

import org.osgi.annotation.versioning.ProviderType;

/** Whether the server accepts work: the same result as {@code GET /system/health/ready}. */
@ProviderType
public interface ServerReadiness {

  /** Whether all readiness checks pass. */
  boolean isReady();
}
