/** Request metrics, without locks. */
package org.lumoauth.platform.web.metrics;
