/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Session;

/** The audit event of the sign-in that starts a session. */
abstract class SessionServiceTestBase {

  static AuditEvent signIn(Session session) {
    return new AuditEvent(
        "signed-in",
        AuditEvent.AuditOutcome.SUCCESS,
        session.subject(),
        List.of(),
        Optional.empty(),
        session.id(),
        Optional.empty(),
        Map.of());
  }
}
