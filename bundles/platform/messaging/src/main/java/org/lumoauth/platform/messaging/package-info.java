/** Messages to people: templates, languages, durable delivery. */
package org.lumoauth.platform.messaging;
