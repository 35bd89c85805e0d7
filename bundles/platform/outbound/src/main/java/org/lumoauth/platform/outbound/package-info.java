/** The one guarded way out for requests to addresses that others name. */
package org.lumoauth.platform.outbound;
