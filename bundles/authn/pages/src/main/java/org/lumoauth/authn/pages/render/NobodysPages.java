package org.lumoauth.authn.pages.render;

import java.util.List;
import java.util.Locale;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.page.PageRequest;

/** Makes pages where there is no tenant: in our own name and colours, below no tenant's address. */
public interface NobodysPages {

  /**
   * Makes a page.
   *
   * @throws org.lumoauth.api.web.Problem 503 {@code module_unavailable} if no source has the
   *     template
   */
  Page render(PageRequest request);

  /** The reader's languages. */
  List<Locale> locales(RequestView request);
}
