package org.lumoauth.platform.modules.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lumoauth.api.event.DomainEvent;
import org.lumoauth.api.event.DomainEventListener;
import org.lumoauth.platform.modules.sample.TestFramework;

class LocalDomainEventsTest {
  private static final DomainEvent EVENT = new DomainEvent("subject.disabled", "ten_1", "agt_1");

  @TempDir Path folder;

  private TestFramework framework;
  private LocalDomainEvents events;

  @BeforeEach
  void start() throws Exception {
    framework = TestFramework.start(folder);
    events = new LocalDomainEvents(framework.context());
  }

  @AfterEach
  void stop() throws Exception {
    events.close();
    framework.close();
  }

  @Test
  void tellsListenersThatShareAName() {
    List<DomainEvent> told = new ArrayList<>();
    listen(told::add);
    listen(told::add);

    events.publish(EVENT);

    assertEquals(List.of(EVENT, EVENT), told);
  }

  @Test
  void tellsTheOthersWhenOneFails() {
    List<DomainEvent> told = new ArrayList<>();
    listen(
        event -> {
          throw new IllegalStateException("broken listener");
        });
    listen(told::add);

    events.publish(EVENT);

    assertEquals(List.of(EVENT), told);
  }

  private void listen(DomainEventListener listener) {
    framework
        .context()
        .registerService(
            DomainEventListener.class, listener, new Hashtable<>(Map.of("lumoauth.name", "cache")));
  }
}
