package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes when keys are used, and writes that down now and then: never while a request waits. */
@Component(service = LastUse.class)
public final class LastUse {
  private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
  private static final long EVERY_SECONDS = 20;

  private final ApiKeyStore store;
  private final Map<KeyRef, Instant> noted = new ConcurrentHashMap<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "lumoauth-api-key-use");
            thread.setDaemon(true);
            return thread;
          });

  @Activate
  public LastUse(@Reference ApiKeyStore store) {
    this.store = store;
    writer.scheduleWithFixedDelay(this::write, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Deactivate
  void close() {
    writer.shutdown();
  }

  void note(KeyRef key, Instant time) {
    noted.put(key, time);
  }

  /** Writes down what was noted; what could not be written is tried again. */
  void write() {
    var batch = new HashMap<>(noted);
    if (batch.isEmpty()) {
      return;
    }
    try {
      store.used(batch);
      batch.forEach(noted::remove);
    } catch (RuntimeException e) {
      LOG.warn("api_key_use_not_written keys={}", batch.size(), e);
    }
  }
}
