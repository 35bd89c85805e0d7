/** Finds the pages of bundles and maintains the catalog of active sources. */
package org.lumoauth.authn.pages.source;
