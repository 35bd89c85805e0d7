package org.lumoauth.agents.ask;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.lumoauth.api.authz.Reason;
import org.lumoauth.api.authz.Resource;

/**
 * What an agent is told.
 *
 * @param allowed whether it may
 * @param action what was decided
 * @param resource on what
 * @param context as it was sent
 * @param reason a sentence: the rule that decided and, on a denial, what would make it allowed
 * @param reasonCode the same for machines, as {@code outside_capabilities}
 * @param remedy on a denial, what would make it allowed
 * @param explanation why, as a tree
 * @param auditId the audit record that says the same
 * @param decidedBy the model whose vote decided
 * @param confidence how sure the interpreter of a question in words is
 * @param requiredScopes for a question in words, the scope that the action needs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AskAnswer(
    boolean allowed,
    String action,
    Resource resource,
    Map<String, Object> context,
    String reason,
    @JsonProperty("reason_code") String reasonCode,
    String remedy,
    Reason explanation,
    @JsonProperty("audit_id") String auditId,
    @JsonProperty("decided_by") String decidedBy,
    Double confidence,
    @JsonProperty("required_scopes") List<String> requiredScopes) {}
