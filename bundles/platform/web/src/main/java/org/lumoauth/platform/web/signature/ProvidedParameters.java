package org.lumoauth.platform.web.signature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The parameters that providers read.
 *
 * @param providers what each says of its own, by its name
 */
record ProvidedParameters(Map<String, List<String>> providers) {

  /** What is said of each by its name, and by whom. */
  Map<String, String> all() {
    Map<String, Map<String, TreeSet<String>>> said = new TreeMap<>();
    new TreeMap<>(providers)
        .forEach(
            (provider, parameters) ->
                parameters.forEach(
                    parameter -> {
                      String[] parts = parameter.strip().split(" ", 2);
                      said.computeIfAbsent(parts[0], name -> new LinkedHashMap<>())
                          .computeIfAbsent(parts.length > 1 ? parts[1] : "", w -> new TreeSet<>())
                          .add(provider);
                    }));
    Map<String, String> all = new TreeMap<>();
    said.forEach((name, words) -> all.put(name, sentence(words)));
    return all;
  }

  private static String sentence(Map<String, TreeSet<String>> words) {
    List<String> parts =
        words.entrySet().stream()
            .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
            .toList();
    return String.join("; ", parts).strip();
  }
}
