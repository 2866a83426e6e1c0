"""Chinese labels in matplotlib, or English ones where no Chinese font is installed."""
import sys

import matplotlib
import matplotlib.font_manager

CHINESE_FONTS = ("Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Micro Hei",
                 "WenQuanYi Zen Hei", "Microsoft YaHei", "SimHei", "PingFang SC")


def use_chinese_font(wanted="zh"):
    """Sets a Chinese font if there is one; returns the language that labels should have."""
    if wanted != "zh":
        return "en"
    installed = {font.name for font in matplotlib.font_manager.fontManager.ttflist}
    for font in CHINESE_FONTS:
        if font in installed:
            matplotlib.rcParams["font.sans-serif"] = [font, "DejaVu Sans"]
            matplotlib.rcParams["axes.unicode_minus"] = False
            return "zh"
    print("没有中文字体，标签改用英文（可安装 fonts-noto-cjk）/ no Chinese font found, labels are English "
          "(install fonts-noto-cjk)", file=sys.stderr)
    return "en"
