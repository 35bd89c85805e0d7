/** The texts of messages, and what tenants put in their place. */
package org.lumoauth.platform.messaging.template;
