/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.stream;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.SsfSettings;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.api.audit.AuditEvent.AuditTarget;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.AuditTrailReader;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.outbound.OutboundException;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Creates, changes and deletes streams for their receivers. */
@Component(service = EventStreamService.class)
public final class EventStreamService {

  private static final int MOST_OF_RECEIVER = 10;
  private final EventStreamStore store;
  private final AuditTrailReader trail;
  private final AuditLog log;
  private final SettingsStore settings;
  private final IdGenerator identifiers;
  private final OutboundHttpClient http;

  @Activate
  public EventStreamService(
      @Reference EventStreamStore store,
      @Reference AuditTrailReader trail,
      @Reference AuditLog log,
      @Reference SettingsStore settings,
      @Reference IdGenerator identifiers,
      @Reference OutboundHttpClient http) {
    this.store = store;
    this.trail = trail;
    this.log = log;
    this.settings = settings;
    this.identifiers = identifiers;
    this.http = http;
  }

  /**
   * Creates a stream. It includes every operation that is acknowledged after this method returns.
   *
   * @throws ApiException 409 {@code conflict} if the receiver reached its limit, 400 {@code
   *     invalid_request} if the server may not push to the endpoint
   */
  public EventStream create(
      TenantContext tenant,
      CallingStreamReceiver receiver,
      StreamConfigurationRequest form,
      AuditInitiator by) {
    requireAllowed(form);
    log.requireWritable();
    var stream =
        new EventStream(
            tenant.id(),
            identifiers.next("str_"),
            receiver.owner(),
            receiver.audience(),
            form.delivery().orElse(StreamDeliveryMethod.POLLED),
            form.requested().orElse(SecurityEventTypes.SUPPORTED),
            form.description().orElse(""),
            StreamStatus.ENABLED,
            "",
            SsfSettings.DEFAULT_SUBJECTS.read(settings, tenant).equals(SsfSettings.ALL),
            trail.findHeadSequence(tenant.id()),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            Instant.EPOCH,
            1);
    if (!store.add(stream, MOST_OF_RECEIVER)) {
      throw new ApiException(
          409, "conflict", "A receiver can have at most " + MOST_OF_RECEIVER + " streams.");
    }
    record(tenant, by, "ssf_stream.created", stream, "A receiver created an event stream.");
    return stream;
  }

  /** Returns the receiver's streams, the oldest first. */
  public List<EventStream> list(TenantContext tenant, CallingStreamReceiver receiver) {
    return store.ofOwner(tenant.id(), receiver.owner()).stream().filter(receiver::owns).toList();
  }

  /**
   * Returns one of the receiver's streams.
   *
   * @throws ApiException 404 {@code resource_not_found}, also for a stream of another receiver
   */
  public EventStream get(TenantContext tenant, CallingStreamReceiver receiver, String id) {
    return store
        .find(tenant.id(), id)
        .filter(receiver::owns)
        .orElseThrow(() -> ApiException.notFound("The event stream was not found."));
  }

  /** Changes the members in the request. */
  public EventStream update(
      TenantContext tenant,
      EventStream stream,
      StreamConfigurationRequest form,
      AuditInitiator by) {
    requireAllowed(form);
    return replace(
        tenant,
        stream.withConfiguration(
            form.deliveryAfter(stream.delivery()).orElse(stream.delivery()),
            form.requested().orElse(stream.requested()),
            form.description().orElse(stream.description())),
        by);
  }

  /** Replaces the configuration; omitted members are reset to their defaults. */
  public EventStream configure(
      TenantContext tenant,
      EventStream stream,
      StreamConfigurationRequest form,
      AuditInitiator by) {
    requireAllowed(form);
    return replace(
        tenant,
        stream.withConfiguration(
            form.deliveryAfter(stream.delivery()).orElse(StreamDeliveryMethod.POLLED),
            form.requested().orElse(SecurityEventTypes.SUPPORTED),
            form.description().orElse("")),
        by);
  }

  /** Changes the status. A stream that was disabled continues with records from now on. */
  public EventStream changeStatus(
      TenantContext tenant,
      EventStream stream,
      StreamStatus status,
      String reason,
      AuditInitiator by) {
    boolean begins = stream.status() == StreamStatus.DISABLED && status != StreamStatus.DISABLED;
    long from = begins ? trail.findHeadSequence(tenant.id()) : stream.from();
    return replace(tenant, stream.withStatus(status, reason, from), by);
  }

  /** Deletes a stream and its queued events. */
  public void delete(TenantContext tenant, EventStream stream, AuditInitiator by) {
    log.requireWritable();
    if (!store.remove(tenant.id(), stream.id())) {
      throw ApiException.notFound("The event stream was not found.");
    }
    record(tenant, by, "ssf_stream.deleted", stream, "An event stream was deleted.");
  }

  private EventStream replace(TenantContext tenant, EventStream stream, AuditInitiator by) {
    log.requireWritable();
    if (!store.replace(stream)) {
      throw new ApiException(
          409, "conflict", "The stream was changed concurrently. Read it again and retry.");
    }
    record(tenant, by, "ssf_stream.updated", stream, "An event stream was changed.");
    return store
        .find(tenant.id(), stream.id())
        .orElseThrow(() -> ApiException.notFound("The event stream was not found."));
  }

  private void record(
      TenantContext tenant, AuditInitiator by, String action, EventStream stream, String message) {
    var target = new AuditTarget("ssf_stream", stream.id(), Optional.of(stream.audience()));
    log.record(
        tenant.id(),
        by.auditEvent(
            action,
            target,
            message,
            Map.of(
                "audience", stream.audience(),
                "method", stream.delivery().method(),
                "endpoint", stream.delivery().endpointUrl().orElse(""),
                "events", stream.deliveredTypes(),
                "status", stream.status().wire(),
                "reason", stream.reason())));
  }

  /**
   * Refuses literal internal addresses. A host name that resolves to one is refused when an event
   * is pushed.
   */
  private void requireAllowed(StreamConfigurationRequest form) {
    Optional<String> url = form.delivery().flatMap(StreamDeliveryMethod::endpointUrl);
    if (url.isEmpty()) {
      return;
    }
    try {
      http.requireAllowedUrl(URI.create(url.get()));
    } catch (OutboundException e) {
      throw ApiException.invalidRequest(
          "`delivery.endpoint_url` must not be a loopback or private network address.");
    }
  }
}
