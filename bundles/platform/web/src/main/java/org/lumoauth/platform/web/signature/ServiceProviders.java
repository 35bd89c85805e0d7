package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Takes;
import org.lumoauth.platform.web.routing.Owners;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The providers among the services as they come and go; none of them is fetched. It goes by what
 * the framework tells, not by its registry, where one that leaves may still be while that is told.
 */
@Component(service = ServiceProviders.class)
public final class ServiceProviders implements Providers {
  private static final String ALL = "(&(lumoauth.kind=*)(lumoauth.name=*))";

  private final Map<ServiceReference<Object>, Provider> present = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();
  private final ServiceTracker<Object, Provider> tracker;

  /** What one says of itself. */
  private record Provider(List<String> kinds, String name, Map<String, List<String>> said) {
    static Provider of(ServiceReference<?> reference) {
      return new Provider(
          Owners.texts(reference.getProperty("lumoauth.kind")),
          String.valueOf(reference.getProperty("lumoauth.name")),
          Map.of(
              Takes.PARAMETERS,
              Owners.texts(reference.getProperty(Takes.PARAMETERS)),
              AnswersWith.PROVIDED,
              Owners.texts(reference.getProperty(AnswersWith.PROVIDED))));
    }
  }

  @Activate
  public ServiceProviders(BundleContext context) throws InvalidSyntaxException {
    this.tracker = new ServiceTracker<>(context, context.createFilter(ALL), new Changes());
    tracker.open(true);
  }

  /** Lets go of all. */
  @Deactivate
  public void close() {
    tracker.close();
  }

  /** Another after each change: what is read later than it is at least as new. */
  public long revision() {
    return revision.get();
  }

  @Override
  public Map<String, List<String>> of(String kind, String property) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    present.entrySet().stream()
        .filter(each -> each.getValue().kinds().contains(kind))
        .sorted(Map.Entry.comparingByKey()) // of one name, the one that is preferred has the say
        .forEach(each -> found.put(each.getValue().name(), each.getValue().said().get(property)));
    return found;
  }

  /** First what is, then that it is another: never the other way round. */
  private final class Changes implements ServiceTrackerCustomizer<Object, Provider> {
    @Override
    public Provider addingService(ServiceReference<Object> reference) {
      Provider provider = Provider.of(reference);
      present.put(reference, provider);
      revision.incrementAndGet();
      return provider;
    }

    @Override
    public void modifiedService(ServiceReference<Object> reference, Provider before) {
      present.replace(reference, Provider.of(reference)); // it may have left meanwhile
      revision.incrementAndGet();
    }

    @Override
    public void removedService(ServiceReference<Object> reference, Provider provider) {
      present.remove(reference);
      revision.incrementAndGet();
    }
  }
}
