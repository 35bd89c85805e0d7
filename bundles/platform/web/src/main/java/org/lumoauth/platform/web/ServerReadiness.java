/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import org.osgi.annotation.versioning.ProviderType;

/** Reports whether the server accepts work: the same result as {@code GET /system/health/ready}. */
@ProviderType
public interface ServerReadiness {

  /** Returns whether all readiness checks pass. */
  boolean isReady();
}
