/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.modules.sample.halfway;

import org.lumoauth.api.audit.AuditLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Needs what may come at any moment. */
@Component(service = Waiting.class)
public final class Waiting {
  @Activate
  public Waiting(@Reference AuditLog log) {}
}
