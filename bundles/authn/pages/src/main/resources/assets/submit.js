// Sends the page's only form on its way. Without this script the reader presses its button.
document.querySelector("form[data-submit]").submit();
