/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.messages.mail;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.internet.AddressException;
import org.jspecify.annotations.Nullable;
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.messages.mail.MailSettings.MailSender;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages by mail. The component is immediate, so that the transport is logged at
 * startup.
 */
@Component(
    immediate = true,
    configurationPid = MailConfig.PID,
    property = {"lumoauth.kind=message-channel", "lumoauth.name=mail"})
@Designate(ocd = MailConfig.class)
public final class MailMessageChannel implements MessageChannel {

  private static final Logger LOG = LoggerFactory.getLogger(MailMessageChannel.class);
  private static final int PERMANENT = 500;

  /** The template variable with the tenant's display name; every message has it. */
  private static final String TENANT_NAME = "tenant_name";

  private final MailTransport way;
  private final MimeMessageBuilder mime;
  private final SettingsStore settings;

  @Activate
  public MailMessageChannel(
      MailConfig config, BundleContext context, @Reference SettingsStore settings) {
    this(
        createTransport(config, System.getenv(), context),
        new MimeMessageBuilder(config.from(), config.fromName()),
        settings);
  }

  MailMessageChannel(MailTransport way, MimeMessageBuilder mime, SettingsStore settings) {
    this.way = way;
    this.mime = mime;
    this.settings = settings;
  }

  static MailTransport createTransport(
      MailConfig config, Map<String, String> environment, BundleContext context) {
    String host = set(environment.get("LUMOAUTH_SMTP_HOST")).orElse(config.host());
    if (!host.isBlank()) {
      LOG.info("mail_by_smtp host={} port={} security={}", host, config.port(), config.security());
      return new SmtpTransport(
          config, host, environment.getOrDefault("LUMOAUTH_SMTP_PASSWORD", config.password()));
    }
    Path folder =
        set(config.folder())
            .map(Path::of)
            .orElseGet(
                () ->
                    set(environment.get("LUMOAUTH_DATA"))
                        .or(() -> set(context.getProperty("lumoauth.data")))
                        .or(() -> set(context.getProperty("karaf.data")))
                        .map(Path::of)
                        .orElseGet(() -> Path.of("data"))
                        .resolve("outbox"));
    LOG.warn(
        "mail_to_folder folder={}: no SMTP server is configured, messages are "
            + "written to this folder and not sent",
        folder);
    return new FileMailTransport(folder);
  }

  private static Optional<String> set(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  @Override
  public String medium() {
    return "email";
  }

  @Override
  public void send(TenantContext tenant, Message message) throws MessageDeliveryException {
    // Javax Mail loads its content handlers through the thread's context class loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Session.class.getClassLoader());
    try {
      MailSender sender = sender(tenant);
      boolean international = mime.isInternational(sender, message);
      way.send(mime.of(way.session(international), name(tenant, message), sender, message));
    } catch (AddressException e) {
      throw new MessageDeliveryException("an address is malformed", true);
    } catch (MessagingException e) {
      throw new MessageDeliveryException(MailFailureReasonFormatter.of(e), permanent(e));
    } catch (IOException e) {
      throw new MessageDeliveryException("cannot write to the mail folder: " + e, false);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String name(TenantContext tenant, Message message) {
    return message.model().get(TENANT_NAME) instanceof String name ? name : tenant.slug();
  }

  private MailSender sender(TenantContext tenant) {
    return MailSender.of(settings.read(tenant, MailSettings.SECTION));
  }

  /** Returns whether the server rejected the message permanently (RFC 5321 section 4.2.1: 5yz). */
  private static boolean permanent(MessagingException e) {
    if (e instanceof SMTPSendFailedException failed) {
      return failed.getReturnCode() >= PERMANENT || permanentCause(failed);
    }
    return e instanceof SendFailedException && permanentCause(e);
  }

  private static boolean permanentCause(MessagingException e) {
    return e.getNextException() instanceof SMTPAddressFailedException refused
        && refused.getReturnCode() >= PERMANENT;
  }
}
