package org.lumoauth.authz.rebac;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of relations, in {@code etc/org.lumoauth.authz.rebac.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth relations",
    description = "What questions may take, and what is held in memory.")
public @interface RebacConfig {

  @AttributeDefinition(
      name = "Depth",
      description = "Steps from relation to relation that one question may take.")
  int maxDepth() default 25;

  @AttributeDefinition(
      name = "Work",
      description = "Nodes and tuples that one question, or one item of a list, may look at.")
  int maxWork() default 200_000;

  @AttributeDefinition(
      name = "Breadth",
      description = "Tuples of one node that a question may read from the database.")
  int maxBreadth() default 100_000;

  @AttributeDefinition(
      name = "Time, in milliseconds",
      description = "How long a question may take.")
  long timeMillis() default 3000;

  @AttributeDefinition(
      name = "Time of a batch, in milliseconds",
      description = "How long questions may take that are asked together.")
  long batchMillis() default 10_000;

  @AttributeDefinition(
      name = "Staleness, in milliseconds",
      description =
          "How old data may be for a question that asks for the least latency. A change on the same"
              + " node is seen at once.")
  long stalenessMillis() default 1000;

  @AttributeDefinition(
      name = "Tuples in memory",
      description =
          "How many tuples are held in memory for all stores together, each store counting for four"
              + " more; 0 holds none. 220 to 350 bytes each.")
  long indexTuples() default 1_000_000;

  @AttributeDefinition(
      name = "Tuples that are waited for",
      description =
          "A store of up to so many tuples is read into memory by the first question; a larger one"
              + " in the background, while questions are answered from the database.")
  long indexWaitTuples() default 20_000;

  @AttributeDefinition(
      name = "Answers in memory",
      description = "How many parts of questions are held; 0 holds none.")
  int cacheEntries() default 100_000;

  @AttributeDefinition(name = "Stores in memory", description = "Whose state is held.")
  int stores() default 10_000;

  @AttributeDefinition(name = "Models in memory", description = "How many are held compiled.")
  int models() default 10_000;

  @AttributeDefinition(
      name = "Tuples in a change",
      description = "How many tuples one change may write and delete together.")
  int maxBatch() default 5000;

  @AttributeDefinition(
      name = "Days of changes",
      description =
          "How long changes of tuples are kept for those who follow them; 0 keeps them for ever. Who"
              + " comes later reads the tuples again.")
  int changeDays() default 90;

  @AttributeDefinition(name = "Stores of a tenant", description = "How many it may have.")
  int maxStores() default 1000;

  @AttributeDefinition(name = "Models of a store", description = "How many versions are kept.")
  int maxModels() default 10_000;

  @AttributeDefinition(
      name = "Tuples of a store",
      description = "How many it can have; 0 is no limit.")
  long maxTuples() default 10_000_000;
}
