/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.messaging.template.rest;

import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.messaging.template.EmailTemplateService;
import org.lumoauth.platform.messaging.template.TenantMessageTemplate;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;

/**
 * {@code ~/admin/email-templates}, each in the language of {@code ?locale=}, by default English.
 */
@Path("admin/email-templates")
@Produces("application/json")
@LargeRequestBody
public final class EmailTemplatesResource {

  private static final Set<String> MEMBERS =
      Set.of("subject", "body_text", "body_html", "is_active");
  private static final Set<String> PREVIEWED =
      Set.of("subject", "body_text", "body_html", "variables");

  private final EmailTemplateService templates;

  EmailTemplatesResource(EmailTemplateService templates) {
    this.templates = templates;
  }

  @GET
  @OperationSummary("List email templates")
  @RequiresPermission("settings.read")
  public Map<String, Object> list(
      @Context HttpServletRequest request, @QueryParam("locale") @DefaultValue("en") String tag) {
    var tenant = HttpExchange.of(request).tenant();
    var locale = locale(tag);
    List<EmailTemplateView> views =
        templates.names().stream()
            .map(name -> EmailTemplateView.brief(templates.get(tenant, name, locale)))
            .toList();
    var list = ListResponseBody.unpaged(views);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("email_templates", list.data());
    body.put("data", list.data());
    body.put("pagination", list.pagination());
    return body;
  }

  @GET
  @OperationSummary("Get an email template")
  @Path("{type}")
  @RequiresPermission("settings.read")
  public EmailTemplateView get(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag) {
    return EmailTemplateView.whole(
        templates.get(HttpExchange.of(request).tenant(), type, locale(tag)));
  }

  @PUT
  @OperationSummary("Update an email template")
  @Path("{type}")
  @Consumes("application/json")
  @RequiresPermission("settings.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("subject"),
        @SchemaProperty("body_text"),
        @SchemaProperty("body_html"),
        @SchemaProperty(value = "is_active", type = boolean.class)
      })
  public EmailTemplateView put(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var before = templates.get(exchange.tenant(), type, locale(tag));
    var sent = present(body);
    EmailTemplateRequestParser.requireKnown(sent, MEMBERS);
    return EmailTemplateView.whole(
        templates.put(
            exchange.tenant(),
            type,
            locale(tag),
            EmailTemplateRequestParser.content(sent, before.content()),
            EmailTemplateRequestParser.active(
                sent, before.custom().map(TenantMessageTemplate::active).orElse(true)),
            initiator(exchange)));
  }

  @DELETE
  @OperationSummary("Reset an email template to the default")
  @Path("{type}")
  @RequiresPermission("settings.write")
  public MessageResponseBody reset(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag) {
    var exchange = HttpExchange.of(request);
    templates.reset(exchange.tenant(), type, locale(tag), initiator(exchange));
    return new MessageResponseBody("The default template is active again.");
  }

  @POST
  @OperationSummary("Preview an email template")
  @Path("{type}/preview")
  @RequiresPermission("settings.read")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("subject"),
        @SchemaProperty("body_text"),
        @SchemaProperty("body_html"),
        @SchemaProperty(value = "variables", type = Map.class)
      })
  public Map<String, Object> preview(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag,
      @OptionalRequestBody Map<String, Object> body) {
    var standing = templates.get(HttpExchange.of(request).tenant(), type, locale(tag));
    Map<String, Object> sent = body == null ? Map.of() : body;
    EmailTemplateRequestParser.requireKnown(sent, PREVIEWED);
    var content = EmailTemplateRequestParser.content(sent, standing.content());
    var preview = templates.preview(standing, content, EmailTemplateRequestParser.variables(sent));
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", type);
    shown.put("subject", preview.subject());
    shown.put("text", preview.text());
    shown.put("html", preview.html().orElse(""));
    return shown;
  }

  @GET
  @OperationSummary("List the variables of an email template")
  @Path("{type}/variables")
  @RequiresPermission("settings.read")
  public Map<String, Object> variables(
      @Context HttpServletRequest request, @PathParam("type") String type) {
    return Map.of("type", type, "variables", templates.variables(type));
  }

  private static Map<String, Object> present(Map<String, Object> body) {
    return Optional.ofNullable(body)
        .orElseThrow(() -> ApiException.invalidRequest("The request body must be a JSON object."));
  }

  private static Locale locale(String tag) {
    try {
      var locale = new Locale.Builder().setLanguageTag(tag).build();
      if (!locale.getLanguage().isEmpty()) {
        return Locale.forLanguageTag(locale.getLanguage());
      }
    } catch (IllformedLocaleException e) {
      // rejected below
    }
    throw ApiException.invalid("locale", "locale must be a language tag such as de.");
  }

  private static AuditInitiator initiator(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
