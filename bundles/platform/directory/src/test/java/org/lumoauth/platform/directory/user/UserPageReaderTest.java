/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.platform.directory.DirectoryFixture.ACME;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.persistence.EntityManager;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.directory.DirectoryFixture;
import org.lumoauth.platform.directory.DirectoryPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;

class UserPageReaderTest {
  private static final int USERS = 5;

  /** Whether it sorts what it found, or finds what is sorted. */
  @DatabaseTest
  void returnsSamePagesWithBothSearchStrategies(TestDatabase database) {
    PersistenceUnit unit = users(database);
    for (UserPageReader listing :
        List.of(new UserPageReader(unit, USERS), new UserPageReader(unit, 2))) {
      assertEquals(List.of("user4 user3", "user2 user1", "user0", ""), pages(listing, 2));
      assertEquals(List.of("user4 user3 user2 user1 user0", "", "", ""), pages(listing, USERS));
      assertEquals(List.of("user4 user3 user2 user1 user0", "", "", ""), pages(listing, 100));
      assertEquals(0, page(listing, 1, 2, "nobody").total());
    }
  }

  @DatabaseTest
  void scansUsersOnceForRareMatches(TestDatabase database) {
    var unit = new CountedSearches(users(database));
    UserPageReader listing = new UserPageReader(unit.counted());

    assertEquals(1, page(listing, 1, 2, "user3").total());
    assertEquals(1, unit.taken());
    assertEquals(USERS, page(listing, 1, 2, "user").total());
    assertEquals(1, unit.taken());
  }

  private static PersistenceUnit users(TestDatabase database) {
    var directory = new DirectoryFixture(database);
    IntStream.range(0, USERS).forEach(i -> directory.user("user" + i + "@x.example"));
    return database.open(DirectoryPersistenceUnit.DEFINITION);
  }

  private static List<String> pages(UserPageReader listing, int limit) {
    List<String> pages = new ArrayList<>();
    for (int number = 1; number <= 4; number++) {
      Page<UserAccount> page = page(listing, number, limit, "X.example");
      assertEquals(USERS, page.total());
      pages.add(
          page.items().stream()
              .map(user -> user.profile().email().replace("@x.example", ""))
              .collect(Collectors.joining(" ")));
    }
    return pages;
  }

  private static Page<UserAccount> page(
      UserPageReader listing, int number, int limit, String search) {
    var request = new PageRequest(number, limit, Optional.of(search), Optional.of("email"), true);
    return listing.list(ACME.id(), UserFilter.ALL, request);
  }

  /** Counts the queries that compare the text with every user. */
  private record CountedSearches(PersistenceUnit unit, AtomicInteger made) {
    CountedSearches(PersistenceUnit unit) {
      this(unit, new AtomicInteger());
    }

    /** How many since the last time that somebody asked. */
    int taken() {
      return made.getAndSet(0);
    }

    /** The unit, whose reading is listened to. */
    PersistenceUnit counted() {
      return proxy(
          PersistenceUnit.class,
          (proxy, method, arguments) -> {
            if (method.getName().equals("read")) {
              return read((Function<?, ?>) arguments[0]);
            }
            return call(unit, method, arguments);
          });
    }

    @SuppressWarnings("unchecked")
    private <T> T read(Function<?, T> work) {
      return unit.read(em -> ((Function<EntityManager, T>) work).apply(counted(em)));
    }

    private EntityManager counted(EntityManager em) {
      return proxy(
          EntityManager.class,
          (proxy, method, arguments) -> {
            if (method.getName().equals("createQuery") && isOfAll((String) arguments[0])) {
              made.incrementAndGet();
            }
            return call(em, method, arguments);
          });
    }

    private static boolean isOfAll(String query) {
      return query.contains(" like ") && !query.contains(":these");
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object... arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
