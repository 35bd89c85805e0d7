/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/**
 * A decision request that an administrator tests.
 *
 * @param subject the subject
 * @param actors the actors for the subject, the current actor first
 * @param action the action
 * @param permission the same under another name
 * @param resource the resource
 * @param context further facts
 * @param scope the scope of the subject's credential, if it is limited
 */
record DecisionTestBody(
    @SchemaProperty(required = true) PermissionCheckBody.CheckSubjectBody subject,
    List<PermissionCheckBody.CheckSubjectBody> actors,
    String action,
    String permission,
    CheckResourceBody resource,
    Map<String, Object> context,
    List<String> scope) {}
