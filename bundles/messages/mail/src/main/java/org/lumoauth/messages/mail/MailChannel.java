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
import org.lumoauth.api.message.Message;
import org.lumoauth.api.message.MessageChannel;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.messages.mail.MailSettings.Sender;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail as a message channel. It is there at once, so that the log says at the start where to. */
@Component(
    immediate = true,
    configurationPid = MailConfig.PID,
    property = {"lumoauth.kind=message-channel", "lumoauth.name=mail"})
@Designate(ocd = MailConfig.class)
public final class MailChannel implements MessageChannel {

  private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
  private static final int PERMANENT = 500;

  /** Every message says what people call its tenant. */
  private static final String TENANT_NAME = "tenant_name";

  private final Way way;
  private final Mime mime;
  private final SettingsStore settings;

  @Activate
  public MailChannel(MailConfig config, BundleContext context, @Reference SettingsStore settings) {
    this(
        way(config, System.getenv(), context),
        new Mime(config.from(), config.fromName()),
        settings);
  }

  MailChannel(Way way, Mime mime, SettingsStore settings) {
    this.way = way;
    this.mime = mime;
    this.settings = settings;
  }

  static Way way(MailConfig config, Map<String, String> environment, BundleContext context) {
    String host = set(environment.get("LUMOAUTH_SMTP_HOST")).orElse(config.host());
    if (!host.isBlank()) {
      LOG.info("mail_by_smtp host={} port={} security={}", host, config.port(), config.security());
      return new SmtpWay(
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
    LOG.warn("mail_to_folder folder={}: no SMTP server is configured, nobody gets mail", folder);
    return new FolderWay(folder);
  }

  private static Optional<String> set(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  @Override
  public String medium() {
    return "email";
  }

  @Override
  public void send(TenantContext tenant, Message message) throws DeliveryException {
    // Javax Mail finds its handlers of content by the thread's class loader.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(Session.class.getClassLoader());
    try {
      Sender sender = sender(tenant);
      boolean international = mime.isInternational(sender, message);
      way.take(mime.of(way.session(international), name(tenant, message), sender, message));
    } catch (AddressException e) {
      throw new DeliveryException("an address is malformed", true);
    } catch (MessagingException e) {
      throw new DeliveryException(Refusal.of(e), permanent(e));
    } catch (IOException e) {
      throw new DeliveryException("the folder can't be written: " + e, false);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static String name(TenantContext tenant, Message message) {
    return message.model().get(TENANT_NAME) instanceof String name ? name : tenant.slug();
  }

  private Sender sender(TenantContext tenant) {
    return Sender.of(settings.read(tenant, MailSettings.SECTION));
  }

  /** Whether the server said that it never will (RFC 5321 section 4.2.1: 5yz). */
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
