/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.lumoauth.platform.messaging.template.EmailTemplateService.EffectiveEmailTemplate;
import org.lumoauth.platform.messaging.template.TenantMessageTemplate;

/**
 * A template in the API.
 *
 * @param bodyText plain text; absent in lists
 * @param bodyHtml HTML; absent in lists and if the template has none
 */
record EmailTemplateView(
    String type,
    String locale,
    @JsonProperty("is_custom") boolean custom,
    String subject,
    @JsonProperty("is_active") boolean active,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    List<String> variables,
    @JsonProperty("body_text") @JsonInclude(JsonInclude.Include.NON_NULL) String bodyText,
    @JsonProperty("body_html") @JsonInclude(JsonInclude.Include.NON_NULL) String bodyHtml) {

  static EmailTemplateView brief(EffectiveEmailTemplate standing) {
    return of(standing, false);
  }

  static EmailTemplateView whole(EffectiveEmailTemplate standing) {
    return of(standing, true);
  }

  private static EmailTemplateView of(EffectiveEmailTemplate standing, boolean whole) {
    var content = standing.content();
    return new EmailTemplateView(
        standing.name(),
        standing.locale().toLanguageTag(),
        standing.custom().isPresent(),
        content.subject().orElse(""),
        standing.custom().map(TenantMessageTemplate::active).orElse(true),
        standing.custom().map(TenantMessageTemplate::createdAt).orElse(null),
        standing.custom().map(TenantMessageTemplate::updatedAt).orElse(null),
        standing.variables().stream().sorted().toList(),
        whole ? content.text() : null,
        whole ? content.html().orElse(null) : null);
  }
}
