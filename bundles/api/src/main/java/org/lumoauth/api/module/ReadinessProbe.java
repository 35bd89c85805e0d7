package org.lumoauth.api.module;

import java.util.Optional;

/**
 * Extension point: says whether a part of a module is ready for work. Registered with {@code
 * lumoauth.kind=readiness} and {@code lumoauth.name} by parts that need longer than their
 * activation.
 */
public interface ReadinessProbe {

  /** Why it is not ready; empty if it is. */
  Optional<String> findUnreadyReason();
}
