/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests.http.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.lumoauth.itests.http.fixture.RsaKeyPool;

/** The site of a relying party. Serves documents and stores posted bodies. */
public final class StubSite implements AutoCloseable {
  private static final String PASSWORD = "changeit";
  private static final int PATIENCE_SECONDS = 30;

  private final Path folder;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final Map<String, BlockingQueue<String>> received = new ConcurrentHashMap<>();
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
  private final RsaKeyPool rsaKeys = new RsaKeyPool();

  public StubSite() throws IOException, GeneralSecurityException {
    folder = Files.createTempDirectory("lumoauth-site");
    String arguments =
        "-genkeypair -alias site -keyalg EC -groupname secp256r1 -dname CN=localhost -validity 2"
            + " -ext san=dns:localhost -storetype PKCS12 -keystore keys.p12 -storepass "
            + PASSWORD;
    KeytoolRunner.run(folder, List.of(arguments.split(" ")));
    trust();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** A file that makes a JVM trust this site. */
  public Path trustStore() {
    return folder.resolve("trust.p12");
  }

  /** The site's key, for others that stand for sites on this machine. */
  public Path keyStore() {
    return folder.resolve("keys.p12");
  }

  /** What opens {@link #keyStore()}. */
  public String password() {
    return PASSWORD;
  }

  /** What makes a JVM use it. */
  public String trustOptions() {
    return "-Djavax.net.ssl.trustStore="
        + trustStore()
        + " -Djavax.net.ssl.trustStorePassword="
        + PASSWORD;
  }

  /** Keys for those who publish theirs here. */
  public RsaKeyPool rsaKeys() {
    return rsaKeys;
  }

  public String address(String path) {
    return "https://localhost:" + server.getAddress().getPort() + path;
  }

  /** Shows a document at a path and returns its address. */
  public String show(String path, String document) {
    documents.put(path, document);
    return address(path);
  }

  /** Answers what is sent to a path; it may take its time. */
  public void answer(String path, HttpHandler handler) {
    answers.put(path, handler);
  }

  /** The next body that is posted to a path. */
  public String posted(String path) throws InterruptedException {
    return posted(path, PATIENCE_SECONDS);
  }

  /** The same within so many seconds. */
  public String posted(String path, long seconds) throws InterruptedException {
    String body = queue(path).poll(seconds, TimeUnit.SECONDS);
    if (body == null) {
      throw new AssertionError("no request was posted to " + path);
    }
    return body;
  }

  private BlockingQueue<String> queue(String path) {
    return received.computeIfAbsent(path, unused -> new LinkedBlockingQueue<>());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean posted = exchange.getRequestMethod().equals("POST");
    if (answers.containsKey(path)) {
      answers.get(path).handle(exchange);
    } else if (posted) {
      queue(path).add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(204, -1);
    } else if (documents.containsKey(path)) {
      byte[] body = documents.get(path).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .add("Content-Type", path.endsWith(".json") ? "application/json" : "application/jwt");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(file, PASSWORD.toCharArray());
    }
    return keys;
  }

  /** Writes {@link #trustStore}. */
  private void trust() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("site", keys().getCertificate("site"));
    try (OutputStream file = Files.newOutputStream(trustStore())) {
      trusted.store(file, PASSWORD.toCharArray());
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore keys = keys();
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    threads.shutdownNow();
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
