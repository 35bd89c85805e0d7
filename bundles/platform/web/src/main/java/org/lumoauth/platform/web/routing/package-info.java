/** Maps paths to bundles with an immutable trie that is rebuilt when a bundle starts or stops. */
package org.lumoauth.platform.web.routing;
