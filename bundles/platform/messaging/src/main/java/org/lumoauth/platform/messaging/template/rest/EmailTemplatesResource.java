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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.messaging.template.EmailTemplates;
import org.lumoauth.platform.messaging.template.TenantTemplate;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/email-templates}, each in the language of {@code ?locale=}, English without. */
@Path("admin/email-templates")
@Produces("application/json")
@LargeBody
public final class EmailTemplatesResource {

  private static final Set<String> MEMBERS =
      Set.of("subject", "body_text", "body_html", "is_active");
  private static final Set<String> PREVIEWED =
      Set.of("subject", "body_text", "body_html", "variables");

  private final EmailTemplates templates;

  EmailTemplatesResource(EmailTemplates templates) {
    this.templates = templates;
  }

  @GET
  @Requires("settings.read")
  public Map<String, Object> list(
      @Context HttpServletRequest request, @QueryParam("locale") @DefaultValue("en") String tag) {
    var tenant = Exchange.of(request).tenant();
    var locale = locale(tag);
    List<EmailTemplateView> views =
        templates.names().stream()
            .map(name -> EmailTemplateView.brief(templates.get(tenant, name, locale)))
            .toList();
    var list = ListBody.whole(views);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("email_templates", list.data());
    body.put("data", list.data());
    body.put("pagination", list.pagination());
    return body;
  }

  @GET
  @Path("{type}")
  @Requires("settings.read")
  public EmailTemplateView get(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag) {
    return EmailTemplateView.whole(templates.get(Exchange.of(request).tenant(), type, locale(tag)));
  }

  @PUT
  @Path("{type}")
  @Consumes("application/json")
  @Requires("settings.write")
  @Takes(
      members = {
        @Member("subject"),
        @Member("body_text"),
        @Member("body_html"),
        @Member(value = "is_active", type = boolean.class)
      })
  public EmailTemplateView put(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var before = templates.get(exchange.tenant(), type, locale(tag));
    var sent = present(body);
    EmailTemplateBody.requireKnown(sent, MEMBERS);
    return EmailTemplateView.whole(
        templates.put(
            exchange.tenant(),
            type,
            locale(tag),
            EmailTemplateBody.content(sent, before.content()),
            EmailTemplateBody.active(
                sent, before.custom().map(TenantTemplate::active).orElse(true)),
            initiator(exchange)));
  }

  @DELETE
  @Path("{type}")
  @Requires("settings.write")
  public MessageBody reset(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag) {
    var exchange = Exchange.of(request);
    templates.reset(exchange.tenant(), type, locale(tag), initiator(exchange));
    return new MessageBody("The standard template is back.");
  }

  @POST
  @Path("{type}/preview")
  @Requires("settings.read")
  @Takes(
      members = {
        @Member("subject"),
        @Member("body_text"),
        @Member("body_html"),
        @Member(value = "variables", type = Map.class)
      })
  public Map<String, Object> preview(
      @Context HttpServletRequest request,
      @PathParam("type") String type,
      @QueryParam("locale") @DefaultValue("en") String tag,
      @OptionalBody Map<String, Object> body) {
    var standing = templates.get(Exchange.of(request).tenant(), type, locale(tag));
    Map<String, Object> sent = body == null ? Map.of() : body;
    EmailTemplateBody.requireKnown(sent, PREVIEWED);
    var content = EmailTemplateBody.content(sent, standing.content());
    var preview = templates.preview(standing, content, EmailTemplateBody.variables(sent));
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", type);
    shown.put("subject", preview.subject());
    shown.put("text", preview.text());
    shown.put("html", preview.html().orElse(""));
    return shown;
  }

  @GET
  @Path("{type}/variables")
  @Requires("settings.read")
  public Map<String, Object> variables(
      @Context HttpServletRequest request, @PathParam("type") String type) {
    return Map.of("type", type, "variables", templates.variables(type));
  }

  private static Map<String, Object> present(Map<String, Object> body) {
    return Optional.ofNullable(body)
        .orElseThrow(() -> Problem.invalidRequest("A JSON object is needed as the body."));
  }

  private static Locale locale(String tag) {
    try {
      var locale = new Locale.Builder().setLanguageTag(tag).build();
      if (!locale.getLanguage().isEmpty()) {
        return Locale.forLanguageTag(locale.getLanguage());
      }
    } catch (IllformedLocaleException e) {
      // refused below
    }
    throw Problem.invalid("locale", "locale is a language, as de.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
