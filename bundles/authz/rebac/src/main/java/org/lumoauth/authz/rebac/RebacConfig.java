/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Defines the settings of relations in {@code etc/org.lumoauth.authz.rebac.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth relations",
    description = "Limits of queries and sizes of caches.")
public @interface RebacConfig {

  @AttributeDefinition(
      name = "Depth",
      description = "The maximum number of steps from relation to relation in a query.")
  int maxDepth() default 25;

  @AttributeDefinition(
      name = "Work",
      description =
          "The maximum number of nodes and tuples that are evaluated for a query or "
              + "for one item of a list.")
  int maxWork() default 200_000;

  @AttributeDefinition(
      name = "Breadth",
      description =
          "The maximum number of tuples of one node that a query reads from the " + "database.")
  int maxBreadth() default 100_000;

  @AttributeDefinition(
      name = "Time limit in milliseconds",
      description = "The time limit of a query.")
  long timeMillis() default 3000;

  @AttributeDefinition(
      name = "Time limit of a batch in milliseconds",
      description = "The time limit of queries that are evaluated together.")
  long batchMillis() default 10_000;

  @AttributeDefinition(
      name = "Staleness in milliseconds",
      description =
          "The maximum age of data for queries with minimal latency. Changes on the "
              + "same"
              + " node are visible immediately.")
  long stalenessMillis() default 1000;

  @AttributeDefinition(
      name = "Tuples in memory",
      description =
          "The maximum number of tuples in memory for all stores together, where "
              + "each store counts as four"
              + " additional tuples; 0 disables the cache. A tuple needs 220 to 350 bytes.")
  long indexTuples() default 1_000_000;

  @AttributeDefinition(
      name = "Tuples that are loaded synchronously",
      description =
          "A store with at most this number of tuples is loaded into memory by its "
              + "first query. A larger store is"
              + " loaded in the background while queries are evaluated in the database.")
  long indexWaitTuples() default 20_000;

  @AttributeDefinition(
      name = "Results in memory",
      description = "The maximum number of cached partial results; 0 disables the cache.")
  int cacheEntries() default 100_000;

  @AttributeDefinition(
      name = "Stores in memory",
      description = "The maximum number of stores with cached state.")
  int stores() default 10_000;

  @AttributeDefinition(
      name = "Models in memory",
      description = "The maximum number of compiled models in memory.")
  int models() default 10_000;

  @AttributeDefinition(
      name = "Tuples per change",
      description =
          "The maximum number of tuples that one change can write and delete " + "together.")
  int maxBatch() default 5000;

  @AttributeDefinition(
      name = "Retention of changes in days",
      description =
          "How long the change log is retained for clients that follow it; 0 retains "
              + "it without limit. A client"
              + " that resumes later must read all tuples again.")
  int changeDays() default 90;

  @AttributeDefinition(name = "Stores per tenant", description = "The maximum number of stores.")
  int maxStores() default 1000;

  @AttributeDefinition(
      name = "Models per store",
      description = "The maximum number of model versions.")
  int maxModels() default 10_000;

  @AttributeDefinition(
      name = "Tuples per store",
      description = "The maximum number of tuples; 0 means unlimited.")
  long maxTuples() default 10_000_000;
}
