/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.web;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items the items of the page, in order
 * @param total the number of items on all pages
 * @param request the page request
 */
public record Page<T>(List<T> items, long total, PageRequest request) {
  public Page {
    items = List.copyOf(items);
  }

  /** Returns the same page with each item mapped. */
  public <R> Page<R> map(Function<? super T, ? extends R> each) {
    return new Page<>(items.stream().<R>map(each).toList(), total, request);
  }
}
