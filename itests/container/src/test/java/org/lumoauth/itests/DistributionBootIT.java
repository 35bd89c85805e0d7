/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.ops4j.pax.exam.util.Filter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleRevision;

/** What must be true a moment after the first start. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public class DistributionBootIT {

  @Inject private BundleContext context;
  @Inject private FeaturesService features;

  /** Comes when all that the distribution boots with has started. */
  @SuppressWarnings("UnusedVariable") // the tests start after it
  @Inject
  @Filter(timeout = 180_000)
  private org.apache.karaf.features.BootFinished bootFinished;

  @Configuration
  public Option[] theShippedDistribution() {
    return new Option[] {ShippedDistributionConfiguration.booted()};
  }

  @Test
  public void everyBundleOfOursIsActive() {
    assertEquals(List.of(), lumoAuthBundles().filter(b -> b.getState() != isWorking(b)).toList());
  }

  @Test
  public void everyFeatureOfTheDefaultSetIsInstalled() throws Exception {
    List<String> missing =
        features.getFeature("lumoauth").getDependencies().stream()
            .map(dependency -> dependency.getName())
            .filter(name -> !isInstalled(name))
            .toList();

    assertEquals(List.of(), missing);
  }

  @Test
  public void noLumoAuthBundleIsInstalledTwice() {
    List<String> names = lumoAuthBundles().map(Bundle::getSymbolicName).toList();

    assertEquals(names.stream().distinct().toList(), names);
    assertFalse(names.isEmpty());
  }

  /** A fragment works when it is attached to its host; it has no state beyond that. */
  private static int isWorking(Bundle bundle) {
    int types = bundle.adapt(BundleRevision.class).getTypes();
    return (types & BundleRevision.TYPE_FRAGMENT) == 0 ? Bundle.ACTIVE : Bundle.RESOLVED;
  }

  private boolean isInstalled(String name) {
    try {
      Feature feature = features.getFeature(name);
      return feature != null && features.isInstalled(feature);
    } catch (Exception e) {
      return false;
    }
  }

  private Stream<Bundle> lumoAuthBundles() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getSymbolicName().startsWith("org.lumoauth."));
  }
}
