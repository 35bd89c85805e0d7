/** Which bundle owns a path: an immutable trie, made anew when a bundle comes or goes. */
package org.lumoauth.platform.web.routing;
