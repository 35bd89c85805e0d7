/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.event;

/**
 * A notification of a change. The types that several bundles publish or listen to are constants of
 * this class; the type of an event that only its own bundle uses is a constant of that bundle.
 *
 * @param type the type, such as {@code subject.disabled}
 * @param tenantId the tenant
 * @param id the id of the changed object
 */
public record DomainEvent(String type, String tenantId, String id) {

  /** A subject was deleted. The id is the id of the user or agent. */
  public static final String SUBJECT_DELETED = "subject.deleted";

  /** A subject was disabled. The id is the id of the user or agent. */
  public static final String SUBJECT_DISABLED = "subject.disabled";

  /** Data of a subject was changed. The id is the id of the user or agent. */
  public static final String SUBJECT_CHANGED = "subject.changed";

  /** The password of a user was changed. The id is the id of the user. */
  public static final String USER_PASSWORD_CHANGED = "user.password-changed";

  /** A session ended. The id is the id of the session. */
  public static final String SESSION_ENDED = "session.ended";

  /** A grant was revoked. The id is the id of the grant. */
  public static final String GRANT_ENDED = "grant.ended";

  /** A client was created, changed or deleted. The id is the client id. */
  public static final String CLIENT_CHANGED = "client.changed";

  /** A tenant was changed or its data was erased. The id is the slug of the tenant. */
  public static final String TENANT_CHANGED = "tenant.changed";

  /** A delegation was revoked. The id is the id of the delegation. */
  public static final String DELEGATION_REVOKED = "delegation.revoked";

  /** Roles of the tenant were changed. */
  public static final String ROLES_CHANGED = "roles.changed";

  /** Groups of the tenant were changed. */
  public static final String GROUPS_CHANGED = "groups.changed";

  /** Returns whether the event has one of these types. */
  public boolean isOneOf(String... types) {
    for (String each : types) {
      if (each.equals(type)) {
        return true;
      }
    }
    return false;
  }
}
