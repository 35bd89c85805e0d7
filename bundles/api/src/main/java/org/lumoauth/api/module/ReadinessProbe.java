/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

import java.util.Optional;

/**
 * Extension point: reports whether a part of a module is ready. Registered with {@code
 * lumoauth.kind=readiness} and {@code lumoauth.name} by parts that need longer than their
 * activation.
 */
public interface ReadinessProbe {

  /** Returns why the part is not ready; empty if it is. */
  Optional<String> findUnreadyReason();
}
