/** The message templates and the tenants' replacements. */
package org.lumoauth.platform.messaging.template;
