/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.shell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.action.lifecycle.Manager;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Registry;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Karaf's console with our commands, in a framework whose services a test provides. */
final class TestConsole implements AutoCloseable {
  private static final List<Class<?>> PARTS =
      List.of(
          AgentCreateCommand.class,
          AuditListCommand.class,
          AuditVerifyCommand.class,
          SigningKeyRotateCommand.class,
          EncryptionKeyRotateCommand.class,
          HelpCommand.class,
          ModuleInstallCommand.class,
          ModuleListCommand.class,
          ModuleNameCompleter.class,
          ModuleRemoveCommand.class,
          ModuleUpgradeCommand.class,
          SigningAlgorithmCompleter.class,
          TenantCreateCommand.class,
          TenantListCommand.class,
          TenantSlugCompleter.class);

  private final Framework framework;
  private final ThreadIOImpl streams = new ThreadIOImpl();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Session session;

  private TestConsole(Framework framework) {
    this.framework = framework;
    streams.start();
    SessionFactory factory = new SessionFactoryImpl(streams);
    factory
        .getRegistry()
        .register((Callable<BundleContext>) framework::getBundleContext, BundleContext.class);
    Manager manager = new ManagerImpl(factory.getRegistry(), factory.getRegistry());
    PARTS.forEach(manager::register);
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    session = factory.create(new ByteArrayInputStream(new byte[0]), out, out);
  }

  /** Opens one; the framework's files are kept in this folder. */
  static TestConsole open(Path folder) throws BundleException {
    Framework framework =
        new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.toString()));
    framework.init();
    return new TestConsole(framework);
  }

  /** Provides a contract. */
  <S> TestConsole with(Class<S> contract, S service) {
    framework.getBundleContext().registerService(contract, service, null);
    return this;
  }

  /**
   * Gives a command and returns what it printed. A number stands in quotes, for it is Karaf's
   * securing of commands, which is not here, that turns a bare word into a text.
   */
  String run(String command) throws Exception {
    printed.reset();
    session.execute(command);
    return plain();
  }

  /** Gives a command that fails, and returns what the console says of that. */
  String refusal(String command) {
    try {
      printed.reset();
      session.execute(command);
    } catch (Exception e) {
      return e.getMessage();
    }
    throw new AssertionError(command + " was carried out: " + plain());
  }

  /** Gives a command at a terminal where somebody answers, or breaks off, when asked for a line. */
  void runAnswering(Supplier<String> answer, String command, Object... arguments) throws Exception {
    Session[] asked = new Session[1];
    Registry registry =
        instead(
            Registry.class,
            session.getRegistry(),
            method -> method.equals("getService"),
            given ->
                given == Session.class ? asked[0] : session.getRegistry().getService(type(given)));
    asked[0] =
        instead(
            Session.class,
            session,
            method -> method.equals("readLine") || method.equals("getRegistry"),
            given -> given == null ? registry : answer.get());
    session
        .getRegistry()
        .getCommand("lumoauth", command)
        .execute(asked[0], new ArrayList<>(List.of(arguments)));
  }

  /** The names of our commands. */
  List<String> commands() {
    return session.getRegistry().getCommands().stream()
        .filter(command -> command.getScope().equals("lumoauth"))
        .map(command -> command.getName())
        .toList();
  }

  /** What is offered for the last word of a command. */
  List<String> complete(String command, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = command;
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    List<String> candidates = new ArrayList<>();
    session
        .getRegistry()
        .getCommand("lumoauth", command)
        .getCompleter(true)
        .complete(session, new Words(words), candidates);
    return candidates.stream().map(String::strip).toList();
  }

  private static Class<?> type(Object given) {
    return (Class<?>) given;
  }

  /** Something that answers some methods by their first argument, and else as the original does. */
  private static <T> T instead(
      Class<T> type, T original, Predicate<String> which, UnaryOperator<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            TestConsole.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) ->
                which.test(method.getName())
                    ? answer.apply(given == null ? null : given[0])
                    : method.invoke(original, given)));
  }

  private String plain() {
    return printed.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    session.close();
    streams.stop();
    framework.stop();
    framework.waitForStop(10_000);
  }

  /** A command line with the cursor at the end of its last word. */
  private record Words(String[] words) implements CommandLine {
    @Override
    public int getCursorArgumentIndex() {
      return words.length - 1;
    }

    @Override
    public String getCursorArgument() {
      return words[words.length - 1];
    }

    @Override
    public int getArgumentPosition() {
      return getCursorArgument().length();
    }

    @Override
    public String[] getArguments() {
      return words;
    }

    @Override
    public int getBufferPosition() {
      return getBuffer().length();
    }

    @Override
    public String getBuffer() {
      return String.join(" ", words);
    }
  }
}
