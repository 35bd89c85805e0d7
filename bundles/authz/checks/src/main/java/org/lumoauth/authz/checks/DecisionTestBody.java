package org.lumoauth.authz.checks;

import java.util.List;
import java.util.Map;
import org.lumoauth.platform.web.description.SchemaProperty;

/**
 * A question that an administrator tries.
 *
 * @param subject who
 * @param actors who acts for the subject, the current actor first
 * @param action what
 * @param permission the same under another name
 * @param resource on what
 * @param context what else is known
 * @param scope what the subject's credential is limited to, where one is meant
 */
record DecisionTestBody(
    @SchemaProperty(required = true) PermissionCheckBody.CheckSubjectBody subject,
    List<PermissionCheckBody.CheckSubjectBody> actors,
    String action,
    String permission,
    CheckResourceBody resource,
    Map<String, Object> context,
    List<String> scope) {}
